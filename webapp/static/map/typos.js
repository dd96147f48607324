/* Whether a name was meant although a letter is wrong, missing, too much or swapped. */

const SHORT = 4;
const LONG = 8;

/** Whether each word typed is near to the beginning of a word of the name: one slip from four letters on, two from eight. */
export function isNear(name, wanted) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return wanted.split(/\s+/).every((typed) => words.some((word) => slips(typed, word) <= allowed(typed)));
}

const allowed = (typed) => (typed.length < SHORT ? 0 : typed.length < LONG ? 1 : 2);

/* Fewest edits from what was typed to any beginning of the word (optimal string alignment). */
function slips(typed, word) {
  const end = Math.min(word.length, typed.length + 2);
  let [before, row] = [null, Array.from({ length: end + 1 }, (_, index) => index)];
  for (let i = 1; i <= typed.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= end; j += 1) {
      const change = typed[i - 1] === word[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change);
      const isSwapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      if (isSwapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return Math.min(...row);
}
