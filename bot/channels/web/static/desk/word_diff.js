// What differs between two texts, word by word.

const TOO_MANY = 4_000_000; // pairs of words to compare; longer texts are shown whole

/** Runs of words: `kind` is "same", "out" (stood before) or "in" (stands now). */
export function wordDiff(before, after) {
  const [one, other] = [words(before), words(after)];
  if (one.length * other.length > TOO_MANY) return joined([["out", before], ["in", after]]);
  const common = lengths(one, other);
  const runs = [];
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      runs.push(["same", one[i]]);
      [i, j] = [i + 1, j + 1];
    } else if (j === other.length || (i < one.length && common[i + 1][j] >= common[i][j + 1])) {
      runs.push(["out", one[i]]);
      i += 1;
    } else {
      runs.push(["in", other[j]]);
      j += 1;
    }
  }
  return joined(runs);
}

const words = (text) => text.match(/\s+|[^\s]+/g) ?? [];

/** How many words the texts share from each pair of places on. */
function lengths(one, other) {
  const table = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      table[i][j] = one[i] === other[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function joined(runs) {
  const result = [];
  for (const [kind, text] of runs) {
    if (result.at(-1)?.kind === kind) result.at(-1).text += text;
    else if (text) result.push({ kind, text });
  }
  return result;
}
