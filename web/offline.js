// Lets the site work without a network after the first visit, and says when a newer version is there. Where the browser does not
// allow it, everything else works all the same.

function announce() {
  // For an app that is not there yet.
  document.documentElement.dataset.newer = "";
  dispatchEvent(new Event("qualify-newer"));
}

try {
  const registration = await navigator.serviceWorker.register("sw.js", { updateViaCache: "none" });
  const watch = (worker) => {
    // The first version takes over by itself.
    const isNewer = () => worker?.state === "installed" && navigator.serviceWorker.controller;
    if (isNewer()) announce();
    worker?.addEventListener("statechange", () => isNewer() && announce());
  };
  watch(registration.waiting ?? registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  // The person's choice, in any tab: the newer version takes over in all of them.
  addEventListener("qualify-take", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    registration.waiting?.postMessage("take over");
  });
} catch (error) {
  console.info(`not kept for use without a network: ${error.message}`);
}
