// Inside another page (`embed.js` there): tells it how tall this page is and when another page begins, and nothing else.

let host;
const tell = (message) => host && parent.postMessage(message, host);
// Before the page itself is there it is no height to keep to: out of sight, browsers tell of no later one.
const isThere = () => "started" in document.getElementById("app").dataset || !document.getElementById("crashed").hidden;
const height = () => isThere() && tell({ qualify: "height", height: Math.ceil(document.documentElement.getBoundingClientRect().height) });

addEventListener("message", (event) => {
  // Only the page around this one may ask; what is told goes to its origin alone.
  if (event.source !== parent || event.data?.qualify !== "hello" || event.origin === "null") return;
  host = event.origin;
  height();
});
addEventListener("qualify-started", () => setTimeout(height));
addEventListener("hashchange", () => tell({ qualify: "page" }));
new ResizeObserver(height).observe(document.documentElement);
// To whoever it is; what is told after that goes to who answers.
parent.postMessage({ qualify: "ready" }, "*");
