// Everything the pages' browser side is made of: the style sheet, the shared elements and the slices' own elements.
import "./app.css";
import "./elements/api-form";
import "./elements/app-menu";
import "./elements/bar-chart";
import "./elements/confirm-action";
import "./elements/file-drop";
import "./elements/form-dialog";
import "./elements/language-switch";
import "./elements/menu-button";
import "./elements/outbox-status";
import "./elements/person-pin";
import "./elements/print-button";
import "./elements/sign-out";
import "./elements/theme-switch";
import "./elements/toast";
import "./elements/url-filters";

// A slice's element registers itself when its file is loaded.
import.meta.glob(["../src/Faena/**/*.ts", "!../src/Faena/**/*.test.ts"], { eager: true });
