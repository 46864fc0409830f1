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

async function start() {
  if (typeof WebAssembly !== "object") {
    show("此浏览器不支持 WebAssembly。请更新浏览器，或换一个较新的浏览器打开。");
    return;
  }
  addEventListener("error", (event) => isPanic(event.error) && stopped(event.error));
  addEventListener("unhandledrejection", (event) => isPanic(event.reason) && stopped(event.reason));
  try {
    const glue = await import(new URL(tag.dataset.js, document.baseURI));
    const app = document.getElementById("app");
    app.dataset.wasm = tag.dataset.wasm;
    await glue.default({ module_or_path: new URL(tag.dataset.wasm, document.baseURI) });
    // Without the page's words there is no page.
    if (!(await glue.mount(app))) show("");
  } catch (error) {
    if (isPanic(error)) stopped(error);
    else show(`页面程序未能载入（${error.message}）。请检查网络连接。`);
    throw error;
  }
}

if (parent !== window) import(new URL("frame.js", import.meta.url));
else if ("serviceWorker" in navigator && location.protocol !== "file:") addEventListener("load", () => import(new URL("offline.js", import.meta.url)));
start();
