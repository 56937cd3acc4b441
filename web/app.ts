// Everything the pages' browser side is made of: the style sheet, the shared elements and the slices' own elements.
import "./app.css";
import "./elements/api-form";
import "./elements/app-menu";
import "./elements/bar-chart";
import "./elements/confirm-action";
import "./elements/file-drop";
import "./elements/form-dialog";
import "./elements/form-rows";
import "./elements/history-button";
import "./elements/language-switch";
import "./elements/menu-button";
import "./elements/outbox-status";
import "./elements/person-pin";
import "./elements/print-button";
import "./elements/reading-progress";
import "./elements/send-action";
import "./elements/sign-out";
import "./elements/theme-switch";
import "./elements/toast";
import "./elements/url-filters";

// A slice's styles, and its element, which registers itself when its file is loaded.
import.meta.glob(["../src/Faena/Modules/**/*.ts", "!../src/Faena/Modules/**/*.test.ts"], { eager: true });
import.meta.glob("../src/Faena/Modules/**/*.css", { eager: true });
