import { useEffect, useState } from 'react';

/** A held j or k passes records by; only the one it rests on is asked for. */
const restMs = 60;

export function useRested(id: number): number {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), restMs);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}
