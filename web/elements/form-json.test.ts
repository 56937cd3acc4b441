// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { formJson, formMultipart, pathOf } from "./form-json";

function form(html: string): HTMLFormElement {
  document.body.innerHTML = `<form>${html}</form>`;
  return document.querySelector("form")!;
}

describe("formJson", () => {
  it("writes decimal text as a JSON number with its own digits", () => {
    const { json } = formJson(form('<input name="volume" data-type="number" value="123456789012345.123456">'));
    expect(json).toBe('{"volume":123456789012345.123456}');
  });

  it("reads a number as people write it", () => {
    expect(formJson(form('<input name="a" data-type="number" value="1,234.50">')).json).toBe('{"a":1234.5}');
  });

  it("names the field whose text is no number", () => {
    const { bad } = formJson(form('<input name="a" data-type="number" value="abc">'));
    expect(bad).toEqual([{ name: "a", reason: "not_a_number" }]);
  });

  it("sends an empty field as null", () => {
    expect(formJson(form('<input name="a" value="  "><input name="b" data-type="number" value="">')).json).toBe(
      '{"a":null,"b":null}',
    );
  });

  it("sends a lone checkbox as a boolean", () => {
    expect(formJson(form('<input type="checkbox" name="a" checked><input type="checkbox" name="b">')).json).toBe(
      '{"a":true,"b":false}',
    );
  });

  it("sends a boolean select as a boolean", () => {
    expect(formJson(form('<select name="a" data-type="boolean"><option value="false" selected>No</select>')).json).toBe(
      '{"a":false}',
    );
  });

  it("sends ticked boxes of one name as a list", () => {
    const html = ["1", "2", "3"]
      .map(
        (v) =>
          `<input type="checkbox" name="ids" data-type="list" data-items="number" value="${v}" ${v === "2" ? "" : "checked"}>`,
      )
      .join("");
    expect(formJson(form(html)).json).toBe('{"ids":[1,3]}');
  });

  it("sends the lines of a textarea as a list", () => {
    expect(formJson(form('<textarea name="a" data-type="list">uno\n\n dos "x"</textarea>')).json).toBe(
      '{"a":["uno","dos \\"x\\""]}',
    );
  });

  it("takes the chosen radio button, and null when none is", () => {
    const radios = (name: string, chosen: string) =>
      ["a", "b"]
        .map((v) => `<input type="radio" name="${name}" value="${v}" ${v === chosen ? "checked" : ""}>`)
        .join("");
    expect(formJson(form(radios("x", "b") + radios("y", ""))).json).toBe('{"x":"b","y":null}');
  });

  it("nests what its name nests", () => {
    const html =
      '<input name="lines[0].qty" data-type="number" value="1.10"><input name="lines[0].unit" value="m"><input name="site.id" data-type="number" value="7">';
    expect(formJson(form(html)).json).toBe('{"lines":[{"qty":1.1,"unit":"m"}],"site":{"id":7}}');
  });

  it("leaves out buttons, files and what is disabled", () => {
    const html =
      '<input name="a" value="1"><input name="b" value="2" disabled><input type="file" name="f"><button name="c">x</button>';
    expect(formJson(form(html)).json).toBe('{"a":"1"}');
  });

  it("keeps text that looks like JSON as text", () => {
    expect(formJson(form(`<input name="a" value='{"x":1}'>`)).json).toBe('{"a":"{\\"x\\":1}"}');
  });
});

describe("formMultipart", () => {
  it("sends plain values beside the file", () => {
    const html =
      '<input name="a" data-type="number" value="1,234.50"><input type="checkbox" name="b"><input name="c" value="x"><input type="file" name="f">';
    expect([...formMultipart(form(html))]).toEqual([
      ["a", "1234.5"],
      ["c", "x"],
      ["b", "false"],
    ]);
  });
});

describe("pathOf", () => {
  it.each([
    ["a", ["a"]],
    ["a.b", ["a", "b"]],
    ["lines[2].qty", ["lines", 2, "qty"]],
  ])("%s", (name, path) => expect(pathOf(name)).toEqual(path));
});
