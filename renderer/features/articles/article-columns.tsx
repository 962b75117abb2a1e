import type { ArticleField, ArticleRow } from '../../../shared/article.ts';
import { MutedCell, NameCell, TimeCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn } from '../../components/data-table/record-columns.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { statusLabel } from './article-words.ts';
import { tagsText } from '../../lib/tags.ts';

type ArticleColumn = TableColumn<ArticleRow> & { readonly sortKey?: ArticleField };

/** Every column of the knowledge base, in the built-in order. */
export function articleColumns(organizations: OrganizationNames): ArticleColumn[] {
  return [
    {
      id: 'title',
      name: 'Title',
      width: 300,
      minWidth: 270,
      fills: true,
      shown: true,
      sortKey: 'title',
      render: (row) => <NameCell text={row.title} />,
    },
    {
      id: 'status',
      name: 'Status',
      width: 84,
      minWidth: 60,
      shown: true,
      leaves: 4,
      sortKey: 'status',
      render: ({ status }) => (
        <StateDot shape={status === 'draft' ? 'plain' : 'good'}>{statusLabel(status)}</StateDot>
      ),
    },
    {
      id: 'category',
      name: 'Category',
      width: 104,
      minWidth: 60,
      shown: true,
      leaves: 5,
      sortKey: 'category',
      render: (row) => <MutedCell text={row.category} />,
    },
    {
      id: 'tags',
      name: 'Tags',
      width: 120,
      minWidth: 60,
      shown: true,
      leaves: 2,
      render: (row) => <MutedCell text={tagsText(row.tags)} />,
    },
    organizationColumn(organizations, 3),
    {
      id: 'version',
      name: 'Version',
      width: 54,
      minWidth: 40,
      align: 'end',
      shown: false,
      leaves: 1,
      sortKey: 'version',
      render: (row) => <MutedCell text={String(row.version)} />,
    },
    {
      id: 'savedBy',
      name: 'Saved by',
      width: 100,
      minWidth: 60,
      shown: false,
      leaves: 1,
      sortKey: 'updatedBy',
      render: (row) => <MutedCell text={row.updatedBy} />,
    },
    {
      id: 'saved',
      name: 'Saved',
      width: 62,
      minWidth: 50,
      align: 'end',
      shown: true,
      sortKey: 'savedAt',
      render: (row) => <TimeCell at={row.savedAt} />,
    },
  ];
}
