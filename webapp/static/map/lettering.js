/* Names as they are written: broken into lines, with a halo of paper, and a line to a sign that stands farther off. */

const HALO = 3.5;

/** Explanations in brackets are left to the profile; the short name serves where there is little room. */
export function namesOf(node, longest) {
  const plain = node.label.replace(/\s*\([^)]*\)\s*/g, ' ').trim() || node.label;
  if (!node.short || node.short === plain) return [plain];
  return plain.length > 2 * longest ? [node.short] : [plain, node.short];
}

/* A word of one or two signs, such as a number or the parts of "e. V.", stays with the one before it. */
const TAIL = / (?=[^ ]{1,2}( |$))/g;

export function wrap(text, longest, most) {
  const lines = [''];
  for (const word of text.replace(TAIL, '\u00a0').split(' ')) {
    const grown = `${lines.at(-1)} ${word}`.trim();
    if (grown.length <= longest || !lines.at(-1)) lines[lines.length - 1] = grown;
    else lines.push(word);
  }
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]} …`] : lines;
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

function drawLeader(context, [from, to], colours) {
  for (const [width, colour] of [[HALO, colours.paper], [1, colours.soft]]) {
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}
