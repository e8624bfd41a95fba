// Writes a Word file with the npm package docx (MIT), from the blocks that make.py gives it.
//   node make_docx.mjs BLOCKS.json TARGET.docx   (in a folder where `npm install docx` was run)
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
const { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, HeadingLevel } =
  createRequire(process.cwd() + "/")("docx");

const paragraph = (text, heading) => new Paragraph({ heading, children: [new TextRun(text)] });
const table = (lines) => new Table({
  rows: lines.map((cells) => new TableRow({
    children: cells.map((cell) => new TableCell({
      columnSpan: cell.across,
      rowSpan: cell.down,
      children: cell.text.split("\n").map((line) => paragraph(line)),
    })),
  })),
});
const blocks = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const children = blocks.map((block, place) => Array.isArray(block) ? table(block)
  : paragraph(block, place === 0 ? HeadingLevel.TITLE
    : /^[一二三四五六]、/.test(block) ? HeadingLevel.HEADING_1 : undefined));
writeFileSync(process.argv[3], await Packer.toBuffer(new Document({ sections: [{ children }] })));
