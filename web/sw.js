// Keeps the whole site in the browser, so that it works without a network. All files of one version come together or not at all;
// a newer version waits until the person reloads (`offline.js`). The rules are sets of their own, which `rules.js` keeps: the host can
// bring out newer ones without another version of the site.

// Written in when the site is built: what the files hold, and which there are.
const VERSION = "{version}";
const FILES = {"{files}": ""};

const OURS = `qualify ${self.registration.scope} `;
const CACHE = OURS + VERSION;
/** A set of rules: behind it stand the address of its pack, and what tells it from others. */
const RULES = `${OURS}rules `;
const known = new Set(Object.keys(FILES).map((name) => new URL(name, self.registration.scope).href));

addEventListener("install", (event) => {
  // What is not what the list says is of another version, and this one does not come then.
  const requests = Object.entries(FILES).map(([name, integrity]) => new Request(name, { cache: "reload", integrity }));
  event.waitUntil(install(requests));
});

async function install(requests) {
  const cache = await caches.open(CACHE);
  await cache.addAll(requests);
  if (await isOurs(await cache.match("index.html"))) return;
  await caches.delete(CACHE);
  throw new Error("index.html is of another version");
}

/** Hosts write into the first page, so the list does not say what it holds; but it must name the program and the style of this version. */
async function isOurs(page) {
  const text = await page.text();
  const named = Object.keys(FILES).filter((name) => /-[0-9a-f]{16}(\.js|\.css|_bg\.wasm)$/.test(name));
  return named.every((name) => text.includes(name));
}

/**
 * What a host has written into the first page since: it counts from the next visit on. Of another version it does not come alone: then
 * this file, which is asked for last, is another one too.
 */
async function renewPage() {
  if (!navigator.onLine) return;
  const newest = (name) => fetch(name, { cache: "no-cache" });
  try {
    const [page, worker] = [await newest("index.html"), await newest("sw.js")];
    const isThis = page.ok && worker.ok && (await worker.text()).includes(VERSION);
    if (isThis && (await isOurs(page.clone()))) await (await caches.open(CACHE)).put("index.html", page);
  } catch {
    // There will be another visit.
  }
}

addEventListener("activate", (event) => {
  const forget = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && !name.startsWith(RULES) && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await takeNewest();
    await clients.claim();
  };
  event.waitUntil(forget());
});

/** The sets that are whole, the oldest first: the rules themselves come last. */
async function sets() {
  const found = [];
  for (const name of (await caches.keys()).filter((name) => name.startsWith(RULES))) {
    const [pack] = name.slice(RULES.length).split(" ");
    const cache = await caches.open(name);
    if (await cache.match(`${pack}.pack`)) found.push({ name, pack, cache });
  }
  return found;
}

/** Forgets the rules for which there are newer ones. */
async function takeNewest() {
  const all = await sets();
  const isOld = ({ pack }, place) => all.slice(place + 1).some((later) => later.pack === pack);
  await Promise.all(all.filter(isOld).map(({ name }) => caches.delete(name)));
}

async function tellAll() {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage("taken");
}

async function keptRules(request, address) {
  for (const { cache } of await sets()) {
    const found = await cache.match(address);
    if (found) return found;
  }
  return fetch(request, { cache: "no-cache" });
}

async function kept(request, address) {
  // As a newer version of the site, newer rules are taken when nobody is there who has begun with the old ones.
  if (request.mode === "navigate" && (await clients.matchAll()).length === 0) await takeNewest();
  const cache = await caches.open(CACHE);
  const found = await cache.match(address);
  // Whoever goes to a page may not be given what a host has led elsewhere for (`index.html` to its folder).
  return found?.redirected ? new Response(found.body, found) : (found ?? fetch(request));
}

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
  else if (event.data === "take rules") event.waitUntil(takeNewest().then(tellAll));
});

addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  address.hash = address.search = "";
  if (event.request.method !== "GET") return;
  if (/\.(pack|texts|sig)$/.test(address.pathname)) {
    // What is kept is for who says so; all others get the newest.
    if (event.request.cache === "force-cache") event.respondWith(keptRules(event.request, address.href));
    return;
  }
  // The folder is its first page.
  if (address.href.endsWith("/")) address.pathname += "index.html";
  if (!known.has(address.href)) return;
  event.respondWith(kept(event.request, address.href));
  if (event.request.mode === "navigate") event.waitUntil(renewPage());
});
