/* What was saved need not be kept in the window any more. */

import { letGo } from './draft.js';

letGo();
