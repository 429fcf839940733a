// Start reading here: what a page can ask for by its markup, and which module answers.
//   data-refresh="/fragments/home"   regions.js   contents kept up to date
//   data-advance="PT24H"             advance.js   a button that lets time pass
//   data-retry="/api/..."            retry.js     a button that has a stopped step tried again
//   class="diagram"                  diagrams.js  a journey with counts, or with a trace; drawn when it can be seen
//   <time>                           times.js     instants in the reader's own zone
import './waymark.css';
import { listenForAdvance } from './advance.js';
import { showDiagrams } from './diagrams.js';
import { keepRegionsFresh } from './regions.js';
import { listenForRetries } from './retry.js';
import { showLocalTimes } from './times.js';

keepRegionsFresh();
showLocalTimes(document);
showDiagrams();
listenForAdvance();
listenForRetries();
