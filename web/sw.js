// Keeps the whole site in the browser, so that it works without a network. All files of one version come together or not at all;
// a newer version waits until the person reloads (`offline.js`).

// Written in when the site is built: what the files hold, and which there are.
const VERSION = "{version}";
const FILES = ["{files}"];

const OURS = `qualify ${self.registration.scope}`;
const CACHE = `${OURS} ${VERSION}`;
const known = new Set(FILES.map((name) => new URL(name, self.registration.scope).href));

addEventListener("install", (event) => {
  const requests = FILES.map((name) => new Request(name, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

addEventListener("activate", (event) => {
  const forget = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(forget());
});

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  address.hash = address.search = "";
  // The folder is its first page.
  if (address.href.endsWith("/")) address.pathname += "index.html";
  if (event.request.method !== "GET" || !known.has(address.href)) return;
  event.respondWith(caches.open(CACHE).then(async (cache) => (await cache.match(address.href)) ?? fetch(event.request)));
});
