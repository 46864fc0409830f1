// Every main page in the other languages.

import { everyPage } from "./every.mjs";

everyPage([
  { name: "hant-768", viewport: { width: 768, height: 1024 }, locale: "zh-HK" },
  { name: "en-320", viewport: { width: 320, height: 640 }, locale: "en-GB" },
  { name: "en-768", viewport: { width: 768, height: 1024 }, locale: "en-GB" },
]);
