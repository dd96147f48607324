/* Words as they are compared: umlauts may be typed as ae, oe, ue or left out. */

export const plain = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replaceAll('ß', 'ss');
export const long = (text) => plain(text.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'));
