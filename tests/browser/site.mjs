// The site in a folder of somebody's host, which can bring out something newer, or something that is broken.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { on, started } from "./app.mjs";
import { fingerprint } from "./languages.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "dist/");
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };

export const file = (name) => readFileSync(join(dist, normalize(name)));

/**
 * Serves the site in `/some/folder/`; `change(name, body, path)` gives what is answered instead of a file: nothing, where there is none, and `{ to }`
 * where it leads elsewhere.
 */
export async function host(change = (_, body) => body) {
  const server = createServer((request, response) => {
    const path = decodeURI(new URL(request.url, "http://host").pathname);
    const name = path.replace("/some/folder/", "") || "index.html";
    const isHere = request.url.startsWith("/some/folder/");
    const body = change(name, isHere && existsSync(join(dist, normalize(name))) ? file(name) : undefined, path);
    if (body?.to) return response.writeHead(302, { location: body.to }).end();
    if (body === undefined) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream", "cache-control": "no-cache" });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/some/folder/`, close: () => server.close() };
}

/** Visits the site until all of it is kept, the rules too. */
export async function visit(page, address) {
  await on(page, "2026-11-22");
  await page.goto(address);
  await started(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  while (!(await page.evaluate(areRulesKept)));
}

async function areRulesKept() {
  const sets = (await caches.keys()).filter((name) => name.includes(" rules "));
  const files = await Promise.all(sets.map(async (name) => (await caches.open(name)).keys()));
  // The rules themselves come last.
  return files.some((requests) => requests.some(({ url }) => url.endsWith(".pack")));
}

/** The files of the city's rules, by name. */
export const rules = () => Object.fromEntries(readdirSync(join(dist, "pack")).map((name) => [`pack/${name}`, file(`pack/${name}`)]));

/** The same rules with another version. */
export function ofVersion(version) {
  const files = rules();
  const pack = files["pack/beijing.pack"];
  const old = /\d{4}\.\d+(\.\d+)?/.exec(pack.toString("latin1"));
  if (version.length !== old[0].length) throw new Error(`a version as long as ${old[0]}`);
  pack.write(version, old.index, "latin1");
  return marked(files, pack);
}

/** The files of a pack whose bytes were changed: what it and the texts say of them, as `engine/src/format.rs` has it. */
export function marked(files, pack) {
  const print = fingerprint(pack.subarray(14));
  for (const bytes of Object.values(files)) print.copy(bytes, 6);
  return files;
}

/** The rule files of a folder as a pack with this name: its files, by name. */
export function compiled(folder, name) {
  const made = mkdtempSync(join(tmpdir(), "qualify-pack-"));
  try {
    execFileSync("cargo", ["run", "--quiet", "--locked", "--package", "qualify-cli", "--", "build", folder, "-o", join(made, `${name}.pack`)], { cwd: root });
    return Object.fromEntries(readdirSync(made).map((it) => [`pack/${it}`, readFileSync(join(made, it))]));
  } finally {
    rmSync(made, { recursive: true });
  }
}
