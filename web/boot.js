// Starts the compiled app, and says so when it cannot start or has stopped.

const tag = document.querySelector("script[data-wasm]");
const notice = document.getElementById("crashed");
notice.querySelector("button").addEventListener("click", () => location.reload());

// What went wrong, in 简体, 繁體 and English: the app's own words may be what is missing.
const WORDS = {
  old: [
    "此浏览器不支持 WebAssembly。请更新浏览器，或换一个较新的浏览器打开。",
    "此瀏覽器不支持 WebAssembly。請更新瀏覽器，或換一個較新的瀏覽器打開。",
    "This browser has no WebAssembly. Please update it, or open the page in a newer one.",
  ],
  stopped: ["页面程序意外停止（{}）。", "頁面程序意外停止（{}）。", "The program of this page has stopped ({})."],
  missing: [
    "页面程序未能载入（{}）。请检查网络连接。",
    "頁面程序未能載入（{}）。請檢查網絡連接。",
    "The program of this page could not be loaded ({}). Please check the network.",
  ],
};

function words(what, detail) {
  // Once the app is there, it has said which language is spoken.
  const root = document.documentElement;
  const tag = root.dataset.mode ? root.lang : navigator.language;
  const place = !tag.startsWith("zh") ? 2 : /Hant|TW|HK|MO/.test(tag) ? 1 : 0;
  return WORDS[what][place].replace("{}", detail);
}

function show(what) {
  // The first cause counts; what follows it is confusion.
  if (!notice.hidden) return;
  document.getElementById("loading")?.remove();
  document.getElementById("crashed-why").textContent = what;
  notice.hidden = false;
  notice.scrollIntoView();
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

async function start() {
  if (typeof WebAssembly !== "object") {
    show(words("old"));
    return;
  }
  addEventListener("error", (event) => isPanic(event.error) && stopped(event.error));
  addEventListener("unhandledrejection", (event) => isPanic(event.reason) && stopped(event.reason));
  try {
    const { glue, name, wasm } = globalThis.qualifySite ?? (await fromSite());
    const app = document.getElementById("app");
    app.dataset.wasm = name;
    if (!tag) app.dataset.whole = "";
    await glue.default({ module_or_path: wasm });
    // Without the page's words there is no page.
    if (!(await glue.mount(app))) show("");
  } catch (error) {
    if (isPanic(error)) stopped(error);
    else show(words("missing", error.message));
    throw error;
  }
}

if (!tag) {
  // All in one file: there is nothing beside it.
} else if (parent !== window) import(new URL("frame.js", import.meta.url));
else if ("serviceWorker" in navigator && location.protocol !== "file:") addEventListener("load", () => import(new URL("offline.js", import.meta.url)));
start();
