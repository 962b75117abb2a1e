import { memo, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { openExternally } from '../lib/open-externally.ts';
import styles from './markdown.module.css';

interface LinkProps {
  href?: string | undefined;
  children?: ReactNode;
}

/** The library has emptied every address that is no web, mail or own one; only the system's browser gets the rest. */
function Link({ href, children }: LinkProps) {
  if (href === undefined || !/^(?:https?|mailto):/i.test(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      title={href}
      onClick={(event) => {
        event.preventDefault();
        void openExternally(href);
      }}
    >
      {children}
    </a>
  );
}

/** The record's own name stands above, so the text's headings begin one level beneath it. */
const components: Components = {
  h1: ({ children }) => <h3 className={styles['h1']}>{children}</h3>,
  h2: ({ children }) => <h4 className={styles['h2']}>{children}</h4>,
  h3: ({ children }) => <h5 className={styles['h3']}>{children}</h5>,
  h4: ({ children }) => <h6 className={styles['h3']}>{children}</h6>,
  h5: ({ children }) => <h6 className={styles['h3']}>{children}</h6>,
  h6: ({ children }) => <h6 className={styles['h3']}>{children}</h6>,
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  // Nothing is loaded from elsewhere: a picture is a link that says what it shows.
  img: ({ src, alt }) => (
    <Link href={typeof src === 'string' ? src : undefined}>Picture: {alt || 'without a name'}</Link>
  ),
  // A box that nobody can tick is a sign, not a control.
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'done' : 'to do'}>
      {checked ? '☑' : '☐'}{' '}
    </span>
  ),
  // What is wider than the pane scrolls by itself, by keyboard too.
  pre: ({ children }) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre tabIndex={0}>{children}</pre>
  ),
  table: ({ children }) => (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['wide']} role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};

const plugins = [remarkGfm];

/** Markdown as elements of the page: HTML in it is left out, addresses other than web and mail lead nowhere. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className={styles['markdown']}>
      <ReactMarkdown remarkPlugins={plugins} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  );
});
