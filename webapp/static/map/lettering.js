/* Names as they are written: broken into lines, with a halo of paper, and a line to a sign that stands farther off. */

const HALO = 3.5;

/** The ways to write a name, the fullest first. */
export const writtenNames = ({ names, label }) => (names?.length ? names : [label]);

/* A word of one or two signs, such as a number or the parts of "e. V.", stays with the one before it. */
const TAIL = / (?=[^ ]{1,2}( |$))/gu;
const GLUE = '\u00a0';
/* So much longer than a line a word may be before it is broken. */
const TOLERATED = 1.5;

/** Words in lines, as `pages/map/download/wrapping.py` breaks them: both are held to tests/webapp/pages/map/wrapping.json. */
export function wrap(text, longest, most) {
  const lines = [''];
  const words = text.trim().replace(/\s+/g, ' ').replace(TAIL, GLUE).split(' ');
  for (const piece of words.flatMap((word) => piecesOf(word, longest, most))) {
    const grown = `${lines.at(-1)} ${piece}`.trim();
    if ([...grown].length <= longest || !lines.at(-1)) lines[lines.length - 1] = grown;
    else lines.push(piece);
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
}

/* A word that is longer than a line: its parts, else pieces, only so many as could be shown. */
function piecesOf(word, longest, most) {
  const signs = [...word];
  if (signs.length <= longest * TOLERATED) return [word];
  if (word.includes(GLUE)) return word.split(GLUE).flatMap((part) => piecesOf(part, longest, most));
  const starts = Array.from({ length: Math.min(Math.ceil(signs.length / longest), most + 1) }, (_, number) => number * longest);
  return starts.map((start) => signs.slice(start, start + longest).join(''));
}

/** A text in lines with its size in screen pixels. */
export function measure(context, text, { size, weight, font, longest, mostLines, line }) {
  context.font = `${weight} ${size}px ${font}`;
  const lines = wrap(text, longest, mostLines);
  return {
    lines, size, step: size * line, font: context.font,
    width: Math.max(...lines.map((one) => context.measureText(one).width)), height: lines.length * size * line,
  };
}

/** Names at their places, each with the line to its sign where it has one. */
export function drawLabels(context, labels, colours, pixel) {
  context.save();
  context.scale(pixel, pixel);
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { leader } of labels) if (leader) drawLeader(context, leader, colours);
  for (const { lines, step, font, left, right, centre, middle, align = 'center', colour = 'ink' } of labels) {
    context.font = font;
    context.textAlign = align;
    const x = { left: left + 1, right: right - 1, center: centre }[align];
    lines.forEach((line, number) => {
      const y = middle + (number - (lines.length - 1) / 2) * step;
      context.lineWidth = HALO;
      context.strokeStyle = colours.paper;
      context.strokeText(line, x, y);
      context.fillStyle = colours[colour];
      context.fillText(line, x, y);
    });
  }
  context.restore();
}

/* In fine dots, so that nobody takes it for a tie. */
function drawLeader(context, [from, to], colours) {
  for (const [width, colour, dashes] of [[HALO, colours.paper, []], [1, colours.soft, [1, 2.5]]]) {
    context.beginPath();
    context.setLineDash(dashes);
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
  context.setLineDash([]);
}
