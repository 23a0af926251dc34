import type { Bar, NightShape } from '#reports/month/shapes/night-strip.ts'

/** The marks of one night, as the shared geometry gives them. */
export function NightMarks({ shape, hatch }: { shape: NightShape; hatch: string }) {
  const radius = Math.min(4, shape.width / 5)
  return (
    <>
      {shape.is_empty ? (
        <rect {...frameOf(shape, 0.5)} rx={radius} className="bar-empty" />
      ) : (
        // the whole cell takes the tap, holes too
        <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill="transparent" />
      )}
      {shape.bars.map((bar, index) => (
        <rect
          key={index}
          {...frameOf(bar, inset(bar))}
          rx={Math.min(radius, bar.height / 2)}
          className={`bar-${bar.state}`}
          fill={bar.state === 'silent' ? `url(#${hatch})` : undefined}
        />
      ))}
      {shape.dots.map((dot, index) => (
        <circle
          key={index}
          cx={r(dot.x)}
          cy={r(dot.y)}
          r={r(dot.radius)}
          className={dot.is_late ? 'dot-late' : 'dot'}
        />
      ))}
    </>
  )
}

/** Lines are drawn inside their stretch. */
function inset({ state }: Bar): number {
  return state === 'present' || state === 'silent' ? 0 : 0.75
}

function frameOf(of: { x: number; y: number; width: number; height: number }, by: number) {
  return {
    x: r(of.x + by),
    y: r(of.y + by),
    width: r(Math.max(0.5, of.width - 2 * by)),
    height: r(Math.max(0.5, of.height - 2 * by)),
  }
}

function r(value: number): number {
  return Math.round(value * 100) / 100
}

/** The hatch of silent sources. Each drawing has its own: one that is not shown gives none to the others. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--paper)" />
        <line x1="0" y1="0" x2="0" y2="6" stroke="var(--warn)" strokeWidth="2" />
      </pattern>
    </defs>
  )
}
