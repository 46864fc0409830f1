// Starts the compiled app, and says so when it cannot start or has stopped.

import { language } from "./language.js";

const tag = document.querySelector("script[data-wasm]");
const notice = document.getElementById("crashed");
notice.querySelector("button").addEventListener("click", () => location.reload());

// What went wrong, in 简体, 繁體 and English: the app's own words may be what is missing.
const WORDS = {
  old: [
    "这里不能使用 {}：浏览器不支持，或网站、浏览器的设置不允许。请更新浏览器，或换一个较新的浏览器打开。",
    "這裡不能使用 {}：瀏覽器不支持，或網站、瀏覽器的設置不允許。請更新瀏覽器，或換一個較新的瀏覽器打開。",
    "{} cannot be used here: the browser has none, or a setting of the site or the browser forbids it. Please update the browser, or use a newer one. ",
  ],
  read: ["政策说明仍可阅读。", "政策說明仍可閱讀。", "The programmes can be read all the same."],
  stopped: ["页面程序意外停止（{}）。", "頁面程序意外停止（{}）。", "The program of this page has stopped ({})."],
  missing: [
    "页面程序未能载入（{}）。请检查网络连接。",
    "頁面程序未能載入（{}）。請檢查網絡連接。",
    "The program of this page could not be loaded ({}). Please check the network.",
  ],
};

const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const root = document.documentElement;
const app = document.getElementById("app");

// As the app chooses it, which says itself what is spoken once it is there.
function spoken() {
  if (root.dataset.mode) return root.lang;
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem("qualify/settings"))?.language;
  } catch {}
  return [app.dataset.lang, kept, ...navigator.languages].map(language).find(Boolean) ?? LANGUAGES[0];
}

function words(what, detail) {
  return WORDS[what][LANGUAGES.indexOf(spoken())].replace("{}", detail);
}

const tooOld = (missing) => words("old", missing) + (tag && areWritten ? words("read") : "");

// Until the app is there, and where it never comes, the pages that were written out beforehand stand in its place.
const place = document.getElementById("loading");
const isWaiting = () => place.isConnected;
let isOver = false;

/** Links of a written page lead to other files: within this one, its address after `#` is the page. */
function adopt(page, base) {
  for (const link of page.querySelectorAll("a[href]")) {
    const to = new URL(link.getAttribute("href"), base);
    const file = /\/(index|programmes|p\/[^/]+)\.html$/.exec(to.pathname);
    if (link.hreflang && !tag) link.remove();
    else if (!file || to.origin !== location.origin || link.hreflang) link.href = to;
    else link.href = to.hash || `#/${file[1] === "index" ? "" : file[1]}`;
  }
  return page;
}

/** Shows the written page of the present address, or that the app is on its way; the list where there is no way any more. */
async function showWritten() {
  if (!isWaiting()) return;
  const hash = location.hash;
  const isWritten = /^(#\/?|#\/programmes|#\/p\/[\w.-]+)?$/.test(hash);
  const address = isWritten ? hash.slice(2) : isOver ? "programmes" : "q";
  if (tag && areWritten && (isWritten || isOver) && (address || spoken() !== LANGUAGES[0] || !place.firstElementChild?.matches(".frame"))) {
    try {
      const response = await fetch(`${spoken()}/${address || "index"}.html`);
      const page = new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html").querySelector(".frame");
      if (!page || !isWaiting() || location.hash !== hash) return;
      root.lang = spoken();
      place.replaceChildren(adopt(page, response.url));
      return;
    } catch {}
  }
  // Where it is over, nothing is on its way.
  const waiting = isOver ? [] : [document.getElementById("waiting").content.cloneNode(true)];
  if ((address || !areWritten) && isWaiting()) place.replaceChildren(...waiting);
}

function show(what) {
  // The first cause counts; what follows it is confusion.
  if (!notice.hidden) return;
  document.getElementById("crashed-why").textContent = what;
  notice.hidden = false;
  notice.scrollIntoView();
  isOver = true;
  showWritten();
}

// A panic in Rust arrives as this error. Other errors may come from a browser's extensions: not ours to report.
function isPanic(error) {
  return error instanceof WebAssembly.RuntimeError;
}

function stopped(error) {
  show(words("stopped", error.message));
}

// From the files beside this one; `single.js` has them already.
async function fromSite() {
  const file = (name) => new URL(name, document.baseURI);
  return { glue: await import(file(tag.dataset.js)), name: tag.dataset.wasm, wasm: file(tag.dataset.wasm) };
}

// A frame that is shut off has no worker, and may not even ask; the worker of another site on this host keeps nothing of ours.
function isKept() {
  try {
    return navigator.serviceWorker?.controller?.scriptURL === new URL("sw.js", import.meta.url).href;
  } catch {
    return false;
  }
}

async function start() {
  // One file for everything needs more of a browser: what is in it is compressed.
  if (typeof WebAssembly !== "object") return show(tooOld("WebAssembly"));
  if (!tag && typeof DecompressionStream !== "function") return show(tooOld("DecompressionStream"));
  addEventListener("error", (event) => isPanic(event.error) && stopped(event.error));
  addEventListener("unhandledrejection", (event) => isPanic(event.reason) && stopped(event.reason));
  try {
    const { glue, name, wasm } = await (globalThis.qualifySite ?? fromSite());
    app.dataset.wasm = name;
    if (!tag) app.dataset.whole = "";
    // What the service worker keeps may be older than what the server has, and is whole.
    if (isKept()) app.dataset.kept = "";
    if (app.dataset.key !== undefined) app.isSigned = (await import(new URL("signed.js", import.meta.url))).signing(app, app.dataset.key);
    await glue.default({ module_or_path: wasm });
    // Without the page's words there is no page.
    if (!(await glue.mount(app))) show("");
    app.dataset.started = "";
    dispatchEvent(new Event("qualify-started"));
  } catch (error) {
    if (isPanic(error)) stopped(error);
    else if (error instanceof WebAssembly.CompileError) show(tooOld("WebAssembly"));
    else show(words("missing", error.message));
    throw error;
  }
}

if (!tag) {
  // All in one file: there is nothing beside it.
} else if (parent !== window) import(new URL("frame.js", import.meta.url));
else if ("serviceWorker" in navigator && location.protocol !== "file:") addEventListener("load", () => import(new URL("offline.js", import.meta.url)));
const wishes = new URLSearchParams(location.search);
// The packs of several publishers side by side (`packs.js`): the first one, unless the address names another.
const packs = (app.dataset.packs ?? "").split(";").map((it) => it.trim().split(" ")[0]);
const asked = wishes.get("rules");
const isAsked = (it) => it.endsWith(`/${asked}`);
const chosen = Math.max(0, packs.findIndex(isAsked));
// Whoever followed a link to other rules must know that these are not they.
if (asked && !(packs[0] ? packs : [app.dataset.pack ?? "pack/beijing"]).some(isAsked)) app.dataset.lacks = asked;
// The written pages are of the rules with which the site was built.
const areWritten = packs[0] ? chosen === 0 : app.dataset.pack === undefined;
if (packs[chosen]) app.dataset.pack = packs[chosen];
if (packs[1]) import(new URL("packs.js", import.meta.url));
// A written page names its language in the link; the address is the same for all.
const wish = language(wishes.get("lang") ?? "");
if (wish) {
  app.dataset.lang = wish;
  wishes.delete("lang");
  history.replaceState(null, "", location.pathname + (wishes.size ? `?${wishes}` : "") + location.hash);
}
adopt(place, location);
addEventListener("hashchange", showWritten);
showWritten();
start();
