// Starts the small parts. Every page works without them; each module says what it adds.
import { joinChips } from "./chips.js";
import { saveOnServer } from "./autosave.js";
import { closeOnEscape } from "./closing.js";
import { focusNews } from "./news.js";
import { keepDrafts } from "./drafts.js";
import { echoDurations } from "./durations.js";
import { countPicked } from "./picking.js";
import { scoreByKeys } from "./keys.js";
import { holdSubmits } from "./submits.js";
import { offerPrint } from "./printing.js";
import { previewPhotos } from "./photos.js";
import { countWords } from "./words.js";
import { goOnWhenDone } from "./waiting.js";

focusNews(document);
closeOnEscape(document);
keepDrafts(document);
saveOnServer(document);
echoDurations(document);
joinChips(document);
holdSubmits(document);
previewPhotos(document);
countWords(document);
countPicked(document);
offerPrint(document);
scoreByKeys(document);
goOnWhenDone(document);
