// Everything the pages' browser side is made of: the style sheet, the shared elements and the slices' own elements.
import "./app.css";

// A slice's element registers itself when its file is loaded.
import.meta.glob("../src/Faena/**/*.ts", { eager: true });
