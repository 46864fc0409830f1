// Every main page, at each width and in the dark.

import { everyPage } from "./every.mjs";

everyPage([
  { name: "320", viewport: { width: 320, height: 640 } },
  { name: "360", viewport: { width: 360, height: 740 } },
  { name: "1280", viewport: { width: 1280, height: 900 } },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
]);
