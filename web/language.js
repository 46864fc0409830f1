/** Which of our languages a tag asks for, if any; as the app itself reads tags (`src/load.rs`, `tests/tags.txt`). */
export const language = (tag) => (/^en\b/i.test(tag) ? "en" : !/^zh\b/i.test(tag) ? "" : /^(?!.*\bhans\b).*\b(hant|tw|hk|mo)\b/i.test(tag) ? "zh-Hant" : "zh-Hans");
