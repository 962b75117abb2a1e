import { RefreshCw, Search, ShieldCheck } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListField } from '../../components/list-field.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { closeAction } from '../../lib/close-action.ts';
import { numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useSessionText } from '../../lib/session-text.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ReviewDetail } from './review-detail.tsx';
import { byNeed, ReviewList } from './review-list.tsx';
import { useReviewAll } from './use-review-all.ts';

const show = (organizationId: number | null) => navigate({ screen: 'reviews', organizationId });

/** How secure each client is, from what is known of it; worst first. */
export function SecurityScreen({ organizationId }: { organizationId: number | null }) {
  const [search, setSearch] = useSessionText('reviews');
  const answer = useAnswer('reviews', 'overview', {});
  const all = useReviewAll();
  const wanted = search.trim().toLowerCase();
  const lines = answer.value?.filter(({ name }) => name.toLowerCase().includes(wanted)).toSorted(byNeed);
  const open = answer.value?.find((line) => line.organizationId === organizationId);
  const reviewAll = () => void all.run(answer.value?.map((line) => line.organizationId) ?? []);
  useActions([
    { id: 'reviews.all', name: 'Review all organizations', group: 'Security', keys: ['a'], run: reviewAll },
    {
      id: 'reviews.find',
      name: 'Find an organization',
      group: 'Security',
      keys: ['/'],
      run: () => document.getElementById('review-search')?.focus(),
    },
    closeAction({
      id: 'reviews.close',
      name: 'Close the review',
      group: 'Security',
      isOpen: organizationId !== null,
      run: () => show(null),
    }),
  ]);
  return (
    <Screen>
      <TopBar
        title="Security review"
        count={lines === undefined ? '' : numberText(lines.length)}
        actions={
          <>
            <ListField
              id="review-search"
              icon={Search}
              label="Find an organization"
              keys="/"
              value={search}
              onChange={setSearch}
            />
            <Button icon={RefreshCw} keys="a" disabled={all.progress !== null} onClick={reviewAll}>
              {all.progress ?? 'Review all'}
            </Button>
          </>
        }
      />
      <DetailBody
        noun="review"
        detail={
          organizationId === null ? null : (
            <ReviewDetail
              key={organizationId}
              organizationId={organizationId}
              name={open?.name ?? ''}
              kept={open?.latest ?? null}
              onClose={() => show(null)}
            />
          )
        }
      >
        {answer.status === 'loading' && <Skeleton rows={10} label="Loading the reviews" />}
        {answer.status === 'failed' && !lines && (
          <EmptyState icon={ShieldCheck} title="The reviews could not be read">
            {answer.error.message} Nothing was lost.
          </EmptyState>
        )}
        {lines?.length === 0 && (
          <EmptyState icon={ShieldCheck} title="No organization is called that">
            Any part of a name finds it.
          </EmptyState>
        )}
        {lines !== undefined && lines.length > 0 && (
          <ReviewList lines={lines} openId={organizationId} onOpen={show} />
        )}
      </DetailBody>
    </Screen>
  );
}
