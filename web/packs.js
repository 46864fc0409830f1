// Leads from the rules of one publisher to those of another: `data-packs="ADDRESS NAME; ADDRESS NAME"` (docs/embedding.md). Each has its
// own address, and its own answers; which one is chosen, boot.js has found out.

const app = document.getElementById("app");
const links = app.dataset.packs.split(";").map((it) => {
  const [address, ...name] = it.trim().split(" ");
  const link = document.createElement("a");
  link.href = `?rules=${encodeURIComponent(address.split("/").at(-1))}#/`;
  link.textContent = name.join(" ");
  if (address === app.dataset.pack) link.ariaCurrent = "true";
  return link;
});
const nav = Object.assign(document.createElement("nav"), { className: "packs", ariaLabel: "政策规则 Rules" });
nav.append(...links);
app.before(nav);
