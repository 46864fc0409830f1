// For a page of somebody else: shows the self-check in a frame, where this script stands, as tall as what is in it.
//
//   <script async src="https://…/embed.js" data-page="#/programmes" data-title="企业政策自测"></script>

(() => {
  const script = document.currentScript;
  const page = new URL("index.html", script.src);
  page.hash = script.dataset.page ?? "";
  const frame = Object.assign(document.createElement("iframe"), { src: page.href, title: script.dataset.title ?? "企业政策自测" });
  for (const [name, value] of Object.entries({ width: "100%", height: "900", frameborder: "0", allow: "clipboard-write" })) frame.setAttribute(name, value);
  addEventListener("message", (event) => {
    // A frame that was taken out has no window, and others' messages may have none either.
    if (!frame.isConnected || event.source !== frame.contentWindow || event.origin !== page.origin) return;
    const { qualify, height } = event.data ?? {};
    if (qualify === "ready") frame.contentWindow.postMessage({ qualify: "hello" }, page.origin);
    if (qualify === "height" && Number.isFinite(height)) frame.setAttribute("height", Math.min(Math.max(Math.ceil(height), 200), 30000));
    if (qualify === "page" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
  script.after(frame);
})();
