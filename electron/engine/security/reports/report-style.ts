/** Stands in the page itself, whose policy names its hash: nothing else styles it. */
export const reportStyle = `
@page { size: A4; margin: 16mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 780px; padding: 24px; color: #1c2024; background: #fff; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; }
header { border-bottom: 2px solid #1c2024; margin-bottom: 20px; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; }
header p { margin: 4px 0 12px; color: #60646c; }
section { margin: 0 0 24px; break-inside: avoid-page; }
h2 { margin: 0 0 8px; font-size: 17px; break-after: avoid; }
dl { display: flex; flex-wrap: wrap; gap: 8px 32px; margin: 0 0 10px; break-after: avoid; }
dt { color: #60646c; font-size: 12px; }
dd { margin: 0; font-weight: 600; font-size: 22px; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th { text-align: left; font-weight: 600; font-size: 12px; color: #60646c; border-bottom: 1px solid #cdced6; padding: 4px 12px 4px 0; }
td { border-bottom: 1px solid #e8e8ec; padding: 5px 12px 5px 0; vertical-align: top; overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
.unknown { margin: 0; padding: 8px 12px; border-left: 3px solid #8b8d98; background: #f9f9fb; }
.gap { margin: 8px 0 0; color: #60646c; font-size: 12px; }
footer { margin-top: 32px; padding-top: 8px; border-top: 1px solid #cdced6; color: #60646c; font-size: 12px; }
@media print { body { max-width: none; padding: 0; } }
`;
