// Starts the compiled app, and says so when it cannot start or has stopped.

const tag = document.querySelector("script[data-wasm]");
const notice = document.getElementById("crashed");
notice.querySelector("button").addEventListener("click", () => location.reload());

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
  show(`页面程序意外停止（${error.message}）。`);
}

// From the files beside this one; `single.js` has them already.
async function fromSite() {
  const file = (name) => new URL(name, document.baseURI);
  return { glue: await import(file(tag.dataset.js)), name: tag.dataset.wasm, wasm: file(tag.dataset.wasm) };
}

async function start() {
  if (typeof WebAssembly !== "object") {
    show("此浏览器不支持 WebAssembly。请更新浏览器，或换一个较新的浏览器打开。");
    return;
  }
  addEventListener("error", (event) => isPanic(event.error) && stopped(event.error));
  addEventListener("unhandledrejection", (event) => isPanic(event.reason) && stopped(event.reason));
  try {
    const { glue, name, wasm } = globalThis.qualifySite ?? (await fromSite());
    const app = document.getElementById("app");
    app.dataset.wasm = name;
    await glue.default({ module_or_path: wasm });
    // Without the page's words there is no page.
    if (!(await glue.mount(app))) show("");
  } catch (error) {
    if (isPanic(error)) stopped(error);
    else show(`页面程序未能载入（${error.message}）。请检查网络连接。`);
    throw error;
  }
}

if (!tag) {
  // All in one file: there is nothing beside it.
} else if (parent !== window) import(new URL("frame.js", import.meta.url));
else if ("serviceWorker" in navigator && location.protocol !== "file:") addEventListener("load", () => import(new URL("offline.js", import.meta.url)));
start();
