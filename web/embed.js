// For a page of somebody else: shows the self-check in a frame as tall as what is in it, where this script stands, or in what `data-into`
// selects.
//
//   <script async src="https://…/embed.js" data-page="#/programmes" data-title="企业政策自测"></script>

(() => {
  // Within a module there is no current script: then it is the next one of this name that has not run.
  const script = document.currentScript ?? document.querySelector('script[src*="embed.js"]:not([data-shown])');
  const { page: address = "", title = "企业政策自测", lang, into } = script.dataset;
  script.dataset.shown = "";
  const page = new URL("index.html", script.src);
  if (lang) page.searchParams.set("lang", lang);
  page.hash = address;
  const frame = Object.assign(document.createElement("iframe"), { src: page.href, title });
  for (const [name, value] of Object.entries({ width: "100%", frameborder: "0", allow: "clipboard-write" })) frame.setAttribute(name, value);
  // A page's own rules for frames, or for everything, must not cut it off.
  const style = (name, value) => frame.style.setProperty(name, value, "important");
  const become = (height) => (frame.setAttribute("height", height), style("height", `${height}px`));
  for (const [name, value] of Object.entries({ display: "block", width: "100%", "max-height": "none", border: "0" })) style(name, value);
  become(900);
  addEventListener("message", (event) => {
    // A frame that was taken out has no window, and others' messages may have none either.
    if (!frame.isConnected || event.source !== frame.contentWindow || event.origin !== page.origin) return;
    const { qualify, height } = event.data ?? {};
    if (qualify === "ready") frame.contentWindow.postMessage({ qualify: "hello" }, page.origin);
    if (qualify === "height" && Number.isFinite(height)) become(Math.min(Math.max(Math.ceil(height), 200), 30000));
    if (qualify === "page" && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
  const place = () => {
    try {
      return into && document.querySelector(into);
    } catch {
      // No selector: as if nothing had been said.
    }
  };
  const show = () => {
    const found = place();
    if (found) found.append(frame);
    // Nothing in the head is shown.
    else if (document.head?.contains(script)) document.body.append(frame);
    else script.after(frame);
  };
  if (document.readyState !== "loading" || (document.body && (!into || place()))) show();
  else addEventListener("DOMContentLoaded", show);
})();
