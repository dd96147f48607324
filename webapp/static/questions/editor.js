/* The query page: the text field becomes an editor, answers come without a reload, questions are found while typing. */

import { byId } from '../ui/dom.js';
import { setUpAnswer } from './answer.js';
import { createEditor } from './field.js';
import { setUpGallery } from './gallery.js';
import { setUpSaved } from './saved.js';
import { setUpSuggestions } from './suggest.js';

const page = byId('abfragen');
const source = { endpoint: page.dataset.endpoint, language: page.dataset.language };

document.documentElement.classList.add('has-script');
const editor = createEditor(byId('query'), source);
setUpAnswer(document.querySelector('.query-form'), editor);
setUpGallery(byId('fragen'));
setUpSaved(byId('gemerkt'), editor);
setUpSuggestions(source);
document.documentElement.dataset.ready = '1';
