import { SaxesParser } from 'saxes';
import { invalidFile } from './file-trouble.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

const deepestNesting = 100;
const mostElements = 2_000_000;
/** Most elements have neither; one of each for all of them keeps a large file small. */
const noAttributes: XmlElement['attributes'] = {};
const noChildren: XmlElement[] = [];

/**
 * A document as a tree. A DTD is refused before anything in it counts, so that no entity of the file's own making
 * can grow or reach outside.
 * @throws AppError `validation` in words that hold nothing of the file
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false as const });
  const open: OpenElement[] = [];
  let root: XmlElement | null = null;
  let elements = 0;

  parser.on('doctype', () => {
    throw invalidFile('The file declares a document type of its own (DTD); such files are not read.');
  });
  parser.on('error', () => {
    throw invalidFile(
      `The file begins as XML and is none: it breaks off or is damaged at line ${parser.line}.`,
    );
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= deepestNesting) {
      throw invalidFile(`The file is nested more than ${deepestNesting} levels deep.`);
    }
    elements += 1;
    if (elements > mostElements) throw invalidFile(`The file has more than ${mostElements} elements.`);
    const bare = Object.keys(attributes).length === 0;
    open.push({ name, attributes: bare ? noAttributes : attributes, children: noChildren, text: '' });
  });
  const addText = (part: string): void => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop()!;
    const parent = open.at(-1);
    if (!parent) root = element;
    else if (parent.children === noChildren) parent.children = [element];
    else parent.children.push(element);
  });
  parser.write(text).close();
  if (root === null) throw invalidFile('The file holds no XML element.');
  return root;
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of a child; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text ?? '';
}

/** Elements as plain values, to keep what nothing else takes: text where there are no children. */
export function asValue(element: XmlElement): unknown {
  if (element.children.length === 0) return element.text;
  return element.children.map((child) => [child.name, asValue(child)]);
}
