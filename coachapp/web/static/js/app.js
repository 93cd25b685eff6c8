// Everything here improves pages that already work without it.
import "./csrf.js";
import "./focus.js";
import "./menu.js";
import "./dialog.js";
import "./toast.js";
import "./drop.js";
import "./zone.js";
import "./place.js";
import "./autosave.js";
import "./leaving.js";
import "./board.js";
import "./palette.js";
import "./print.js";
