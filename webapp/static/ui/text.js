/* Words as they are compared: umlauts may be typed as ae, oe, ue or left out. */

const LETTERS = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ß: 'ss' };

export const plain = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  .replace(/[øłđıæœþðß]/g, (letter) => LETTERS[letter]);
export const long = (text) => plain(text.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'));
