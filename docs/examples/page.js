// One question after the other, the one first that settles most, and what the answers come to.
// Put beside it: npm/ (the package) and pack/ (the compiled rules), as `cargo xtask build` makes them in dist/.

import { load } from "./npm/index.js";

const words = { qualifies: "符合", unconfirmed: "待核实", open: "还需回答", fails: "不符合" };
const place = (id) => document.getElementById(id);
const input = document.querySelector("input");
const file = async (name) => (await fetch(new URL(`pack/${name}`, import.meta.url))).arrayBuffer();

const [rules, texts] = await Promise.all([file("beijing.pack"), file("beijing.zh-Hans.texts")]);
const pack = await load(rules, texts);
// There is no clock inside: the page says which day it is in Beijing.
const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
const session = pack.session(new URLSearchParams(location.search).get("day") ?? today);
let question;

async function show() {
  question = await session.nextQuestion();
  place("ask").textContent = question?.asks.ask ?? "没有要问的了。";
  input.value = "";
  place("problem").textContent = "";
  // What can be chosen is offered; everything else is typed.
  const yesOrNo = question?.asks.type === "yes_no" ? ["是", "否"].map((key) => ({ key, label: key })) : [];
  const options = question?.asks.type === "choice" ? question.asks.options : yesOrNo;
  place("options").replaceChildren(...options.map(({ key, label }) => new Option(label, key)));
  const findings = session.assess().filter(({ verdict }) => verdict !== "fails");
  place("findings").replaceChildren(
    ...findings.map(({ name, verdict, amount }) => {
      const line = document.createElement("li");
      line.textContent = `${words[verdict]}：${name}${amount?.to ? `，最多 ${amount.to} 元` : ""}`;
      return line;
    }),
  );
}

async function answer(value) {
  if (!question) return;
  try {
    session.set(question.slot, value);
    await show();
  } catch (error) {
    place("problem").textContent = `没有接受（${error.code}）。`;
  }
}

place("question").addEventListener("submit", (event) => {
  event.preventDefault();
  answer(input.value);
});
place("unknown").addEventListener("click", () => answer(null));
await show();
