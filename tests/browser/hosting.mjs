// Pages of somebody else, with the element in them.

import { createServer } from "node:http";
import { after, before } from "node:test";
import { url } from "./harness.mjs";
import { on } from "./app.mjs";

export const START = "看看您的企业能享受哪些支持政策";
export const script = `<script type="module" src="${url}element.js"></script>`;
export const element = (attributes = "") => `${script}<qualify-checker ${attributes}></qualify-checker>`;

/** Serves these pages, by path, on an origin of their own. `visit` goes to one, which notes what the element tells. */
export function hosting(pages) {
  let server;
  let host;
  before(async () => {
    server = createServer((request, response) => {
      response.writeHead(request.url in pages ? 200 : 404, { "content-type": "text/html" });
      response.end(`<!doctype html><html lang="zh"><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,">${pages[request.url]}`);
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    host = `http://127.0.0.1:${server.address().port}`;
  });
  after(() => server.close());

  const visit = async (page, path) => {
    await page.addInitScript(() => {
      window.told = [];
      for (const name of ["qualify-ready", "qualify-findings", "qualify-refused", "qualify-failed"])
        addEventListener(name, (event) => window.told.push([name, event.detail]));
    });
    await on(page, "2026-11-22");
    await page.goto(host + path);
    return page.locator("qualify-checker");
  };
  return { visit, beside: () => [host] };
}

/** All that the element has told: here, since arrays in the page may be the host's. */
export const told = (page) => page.evaluate(() => window.told);

/** What the element tells with this event, once it does. */
export async function tells(page, name) {
  await page.waitForFunction((name) => window.told.some(([it]) => it === name), name, { polling: 50 });
  return (await told(page)).findLast(([it]) => it === name)[1];
}

/** Answers these files of the site's in the place of its own; those that are none are missing. */
export async function serves(page, files) {
  await page.route((address) => address.pathname.slice(1) in files, (route) => {
    const body = files[new URL(route.request().url()).pathname.slice(1)];
    return route.fulfill({ status: body ? 200 : 404, body: Buffer.from(body ?? ""), headers: { "access-control-allow-origin": "*" } });
  });
}

export const heading = (element, name) => element.getByRole("heading", { level: 1, name }).waitFor();
