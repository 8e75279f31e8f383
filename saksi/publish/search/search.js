// Search in the frozen site. The index lies beside this file in scripts, because a page opened from a disk may load
// scripts and nothing else. Queries are cut as saksi.text.terms and saksi.text.khmer cut texts; a test compares.
"use strict";

const saksi = (() => {
  const COENG = "\u17d2", RO = COENG + "\u179a", ROBAT = "\u17cc", MARK = "k", LONG = 3;
  const LETTER = "\u1780-\u17b3", HANGING = "\u17b4-\u17d1\u17d3\u17dd", UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff";
  const BASES = { "\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17b2": "\u17b1" };
  const SUBSCRIPTS = { [COENG + "\u178a"]: COENG + "\u178f" };
  const HALVES = [["\u17c1\u17b8", "\u17be"], ["\u17c1\u17b6", "\u17c4"]];
  const UNIT = new RegExp(
    `(?<cluster>[${LETTER}](?:[${UNSEEN}]*(?:${COENG}[${UNSEEN}]*[${LETTER}]|[${HANGING}]))*)` +
    "|(?<word>(?:(?![\u1780-\u17df])[\\p{L}\\p{N}\\p{M}])+)", "gu");
  const WITHOUT_SPACES = /[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]/;
  const KHMER = /[\u1780-\u17dd]/;

  // One spelling for what looks the same: see canonical() in saksi.text.khmer.
  function canonical(typed) {
    const letters = typed.replace(new RegExp(`[${UNSEEN}]`, "g"), ""), base = BASES[letters[0]] || letters[0];
    let subscripts = [], vowels = base.slice(1), shifter = "", signs = "", robat = "";
    for (let at = 1; at < letters.length; at++) {
      const char = letters[at];
      if (char === COENG) {
        const pair = letters.slice(at, at + 2);
        subscripts.push(SUBSCRIPTS[pair] || pair);
        at++;
      } else if (char === ROBAT) robat = char;
      else if (char >= "\u17c9" && char <= "\u17ca") shifter = char;
      else if (char >= "\u17b6" && char <= "\u17c5") vowels += vowels.includes(char) ? "" : char;
      else if (char > "\u17b5" && !signs.includes(char)) signs += char;
    }
    for (const [halves, whole] of HALVES) vowels = vowels.replaceAll(halves, whole);
    subscripts = [...subscripts.filter(pair => pair !== RO), ...subscripts.filter(pair => pair === RO)];
    return base[0] + robat + subscripts.join("") + shifter + vowels + signs;
  }

  // The clusters and words of a text, each with where it stands and its one spelling.
  function units(text) {
    const found = [];
    for (const match of text.matchAll(UNIT)) {
      const { cluster, word } = match.groups;
      const own = word && /^s$/i.test(word) && /[’']/.test(text[match.index - 1] || "");
      if (!own) found.push({
        start: match.index, end: match.index + match[0].length, khmer: Boolean(cluster),
        key: cluster ? canonical(cluster) : folded(word),
      });
    }
    return found.filter(unit => !WITHOUT_SPACES.test(unit.key));
  }

  function folded(word) {
    const digits = word.replace(/[០-៩]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0x17e0 + 48));
    return digits.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ");
  }

  // What must all stand on a page: keys of the index, and beginnings of keys.
  function asked(words) {
    const all = units(words), wanted = [];
    for (let at = 0; at < all.length;) {
      let past = at;
      while (past < all.length && all[past].khmer) past++;
      const run = all.slice(at, past).map(unit => unit.key);
      if (run.length >= LONG) run.slice(LONG - 1).forEach((_, i) => wanted.push(MARK + run.slice(i, i + LONG).join("")));
      else wanted.push(run.length ? run.join("") : all[past++].key);
      at = past;
    }
    return wanted;
  }

  function parts(query) {
    return [...query.matchAll(/(-)?(?:"([^"]*)"|([^\s"]+))/g)].map(([, not, phrase, word]) => ({
      not: Boolean(not), words: phrase ?? word, keys: asked(phrase ?? word), open: (word || "").endsWith("*"),
    })).filter(part => part.keys.length);
  }

  // Files: each is a script that hands its value to take().
  const here = new URL(".", document.currentScript.src), values = new Map(), waiting = new Map();
  function take(name, value) { values.set(name, value); }
  function load(name) {
    if (!waiting.has(name)) waiting.set(name, new Promise((found, lost) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, here);
      script.onload = () => found(values.get(name));
      script.onerror = () => { waiting.delete(name); lost(new Error(name)); };
      document.head.append(script);
    }));
    return waiting.get(name);
  }

  function numbers(written) {
    let at = 0;
    return written.split(".").map(step => at += parseInt(step, 16));
  }

  // The entries on which a key stands, or any key with this beginning.
  async function standing(key, open) {
    const { firsts } = await load("index"), found = new Set();
    let shard = Math.max(0, firsts.findLastIndex(first => first <= key));
    for (; shard < firsts.length; shard++) {
      const held = await load(`keys-${shard}`);
      if (!open) return new Set(Object.hasOwn(held, key) ? numbers(held[key]) : []);
      for (const [other, written] of Object.entries(held)) {
        const cluster = other[0] === MARK && KHMER.test(other[1] || "");
        if (other.startsWith(key) && !cluster) numbers(written).forEach(number => found.add(number));
      }
      if (shard + 1 === firsts.length || !(firsts[shard + 1] <= key || firsts[shard + 1].startsWith(key))) break;
    }
    return found;
  }

  async function find(query) {
    let found = null;
    const without = [];
    for (const part of parts(query)) {
      const last = part.keys.length - 1;
      const sets = await Promise.all(part.keys.map((key, at) => standing(key, part.open && at === last)));
      const all = [...sets[0]].filter(number => sets.every(set => set.has(number)));
      if (part.not) without.push(...all);
      else {
        const every = new Set(all);
        found = found ? found.filter(number => every.has(number)) : all;
      }
    }
    const unwanted = new Set(without);
    return (found || []).filter(number => !unwanted.has(number)).sort((a, b) => a - b);
  }

  return { take, load, find, parts, units, asked };
})();

document.addEventListener("DOMContentLoaded", () => {
  const STEP = 10, form = document.getElementById("find"), field = form.querySelector("input");
  const root = form.dataset.root, language = document.documentElement.lang;
  const status = document.getElementById("status"), boxes = document.querySelectorAll("[data-state]");
  const withheld = document.getElementById("withheld"), line = document.getElementById("line");
  let shown = "";

  const digits = number => String(number).replace(/\d/g, digit => form.dataset.digits[digit]);
  const state = name => boxes.forEach(box => { box.hidden = !box.dataset.state.split(" ").includes(name); });

  // Words as nodes: what was asked for is marked, and a withheld name says so.
  function write(node, [words, lang], query) {
    if (lang) node.lang = lang;
    const marks = ranges(words, query);
    let at = 0;
    for (const [start, end] of [...marks, [words.length, words.length]]) {
      words.slice(at, start).split(form.dataset.sign).forEach((piece, i) => {
        if (i) node.append(withheld.content.cloneNode(true));
        node.append(piece);
      });
      if (end > start) node.append(Object.assign(document.createElement("mark"), { textContent: words.slice(start, end) }));
      at = end;
    }
    return node;
  }

  function ranges(words, query) {
    const units = saksi.units(words), found = [];
    const sought = saksi.parts(query).filter(part => !part.not)
      .map(part => ({ keys: saksi.units(part.words).map(unit => unit.key), open: part.open }));
    for (let at = 0; at < units.length;) {
      const hit = sought.find(({ keys, open }) => keys.every((key, i) => {
        const there = units[at + i]?.key;
        return there === key || (open && i === keys.length - 1 && there?.startsWith(key));
      }));
      if (hit) found.push([units[at].start, units[at + hit.keys.length - 1].end]);
      at += hit ? hit.keys.length : 1;
    }
    return found;
  }

  async function result(number, query) {
    const { sheet } = await saksi.load("index"), page = Math.floor(number / sheet);
    const [to, title, note, quote] = (await saksi.load(`${language}-${page}`))[number % sheet];
    const item = line.content.cloneNode(true), link = item.querySelector("a");
    link.href = root + to;
    write(link, title, query);
    note.forEach((words, i) => {
      if (i) item.querySelector(".note-line").append(" · ");
      item.querySelector(".note-line").append(write(document.createElement("span"), words, query));
    });
    if (!note.length) item.querySelector(".note-line").remove();
    if (quote[0]) write(item.querySelector(".quote"), quote, query);
    else item.querySelector(".quote").remove();
    return item;
  }

  async function list(section, found, query) {
    const items = section.querySelector("ul"), more = section.querySelector("button");
    const show = async from => {
      const next = await Promise.all(found.slice(from, from + STEP).map(number => result(number, query)));
      if (query !== shown) return;
      items.append(...next);
      more.hidden = items.children.length >= found.length;
      if (from) items.children[from].querySelector("a").focus();
    };
    items.replaceChildren();
    section.hidden = !found.length;
    section.querySelector(".count").textContent = digits(found.length);
    more.onclick = () => show(items.children.length);
    await show(0);
  }

  async function run() {
    const query = new URLSearchParams(location.hash.slice(1)).get("q") || "";
    shown = field.value = query;
    document.querySelectorAll(".tongue a").forEach(link => { link.hash = location.hash; });
    state("asking");
    status.textContent = "";
    try {
      const found = await saksi.find(query);
      for (const section of document.querySelectorAll("[data-first]")) {
        if (query !== shown) return;
        const { first, past } = section.dataset;
        await list(section, found.filter(number => number >= Number(first) && number < Number(past)), query);
      }
      if (query !== shown) return;
      state(found.length ? "found" : saksi.parts(query).length ? "none" : "start");
      status.dataset.for = query;
      if (query) status.textContent = status.dataset.words.replace("{n}", digits(found.length));
    } catch {
      state("broken");
    }
  }

  form.hidden = false;
  form.addEventListener("submit", event => {
    event.preventDefault();
    const hash = `#${new URLSearchParams({ q: field.value.trim() })}`;
    if (location.hash === hash) run();
    else location.hash = hash;
  });
  addEventListener("hashchange", () => { if (!location.hash || location.hash.startsWith("#q=")) run(); });
  run();
  if (!shown) field.focus({ preventScroll: true });
});
