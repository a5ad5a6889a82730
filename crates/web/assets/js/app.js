// Starts every behaviour. Each module listens on the document, so that fragments need no second start.
import './menu.js';
import './toasts.js';
import './forms.js';
import './dialogs.js';
import './keys.js';
import './palette.js';
import './copy.js';
import './reveal.js';
import './live.js';
