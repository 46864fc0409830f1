// Lets the site work without a network after the first visit, and says when a newer version or newer rules are there. Where the
// browser does not allow it, everything else works all the same.

const root = document.documentElement;
const app = document.getElementById("app");

/** Tells the app, also one that is not there yet. */
function tell(what, detail) {
  root.dataset[what] = detail;
  dispatchEvent(new Event("qualify-newer"));
}

async function rules() {
  if (!navigator.onLine) return;
  const { renew } = await import("./rules.js");
  const glue = await import(new URL(document.querySelector("script[data-wasm]").dataset.js, document.baseURI));
  try {
    if (await renew(app, glue)) tell("newer", "");
  } catch (error) {
    // Without a code it was the network: there will be another time.
    if (error.code) tell("refused", error.code);
  }
}

try {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("sw.js", { updateViaCache: "none" });
  const watch = (worker) => {
    // The first version takes over by itself.
    const isNewer = () => worker?.state === "installed" && serviceWorker.controller;
    if (isNewer()) tell("newer", "");
    worker?.addEventListener("statechange", () => isNewer() && tell("newer", ""));
  };
  watch(registration.waiting ?? registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  // The person's choice, in any tab: what is newer takes over in all of them.
  addEventListener("qualify-take", () => {
    if (registration.waiting) registration.waiting.postMessage("take over");
    else (serviceWorker.controller ?? registration.active).postMessage("take rules");
  });
  // Whoever took it: what this page began with is gone, and what it still has to fetch would be of another version.
  if (serviceWorker.controller) serviceWorker.addEventListener("controllerchange", () => location.reload());
  serviceWorker.addEventListener("message", ({ data }) => data === "taken" && location.reload());
  serviceWorker.startMessages();
  // The program must have started.
  if ("started" in app.dataset) await rules();
  else addEventListener("qualify-started", rules);
} catch (error) {
  console.info(`not kept for use without a network: ${error.message}`);
}
