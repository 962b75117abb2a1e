import { createRoot } from 'react-dom/client';

const host = document.getElementById('root');
if (!host) throw new Error('index.html has no #root');
createRoot(host).render(<h1>Techbench</h1>);
