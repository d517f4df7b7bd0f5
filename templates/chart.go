package templates

import (
	"fmt"
	"strconv"
	"strings"
)

// The drawing's size in its own units; CSS scales it to the column.
const (
	chartWidth  = 640
	chartHeight = 220
	chartLeft   = 8
	chartRight  = 8
	chartTop    = 20
	chartBottom = 24
)

// Point is one value of a line: X and Y in any whole unit (days, kobo), and the value in words.
type Point struct {
	X, Y  int64
	Words string
	Label string // stands below the axis; empty: none
}

// LineChart is a balance over time, with days marked.
type LineChart struct {
	Title   string // what it shows, for those who do not see it
	Points  []Point
	Markers []Point // X and Label of dashed lines, like due dates
	Table   Table   // the same in a table, behind a disclosure
}

// Month is one pair of bars: money in and money out, in any whole unit, and in words.
type Month struct {
	Label    string
	In, Out  int64
	InWords  string
	OutWords string
}

// BarChart is cash flow by month: in above, out below the rule.
type BarChart struct {
	Title  string
	Months []Month
	Table  Table
}

type scale struct{ lo, hi, from, to int64 }

// at places a value between from and to.
func (s scale) at(v int64) int64 {
	if s.hi == s.lo {
		return (s.from + s.to) / 2
	}
	return s.from + (v-s.lo)*(s.to-s.from)/(s.hi-s.lo)
}

func (c LineChart) scales() (x, y scale) {
	x = scale{from: chartLeft, to: chartWidth - chartRight}
	y = scale{from: chartHeight - chartBottom, to: chartTop}
	for i, p := range c.Points {
		if i == 0 {
			x.lo, x.hi = p.X, p.X
		}
		x.lo, x.hi = min(x.lo, p.X), max(x.hi, p.X)
		y.lo, y.hi = min(y.lo, p.Y), max(y.hi, p.Y)
	}
	return x, y
}

// path is the line as SVG path data.
func (c LineChart) path() string {
	x, y := c.scales()
	var b strings.Builder
	for i, p := range c.Points {
		if i == 0 {
			fmt.Fprintf(&b, "M%d %d", x.at(p.X), y.at(p.Y))
			continue
		}
		fmt.Fprintf(&b, "L%d %d", x.at(p.X), y.at(p.Y))
	}
	return b.String()
}

// extremes are the lowest and the highest point, which are labelled directly.
func (c LineChart) extremes() []Point {
	if len(c.Points) == 0 {
		return nil
	}
	lo, hi := c.Points[0], c.Points[0]
	for _, p := range c.Points {
		if p.Y < lo.Y {
			lo = p
		}
		if p.Y > hi.Y {
			hi = p
		}
	}
	if lo == hi {
		return []Point{hi}
	}
	return []Point{lo, hi}
}

func (c BarChart) most() int64 {
	most := int64(1)
	for _, m := range c.Months {
		most = max(most, m.In, m.Out)
	}
	return most
}

// bar is one rectangle in the drawing's units.
type bar struct{ X, Y, W, H, TextX int64 }

const barMiddle = (chartTop + chartHeight - chartBottom) / 2

func (c BarChart) bar(i int, out bool) bar {
	slot := int64(chartWidth-chartLeft-chartRight) / int64(len(c.Months))
	half := int64(barMiddle - chartTop)
	m := c.Months[i]
	b := bar{X: chartLeft + int64(i)*slot + slot/6, W: slot * 2 / 3}
	b.TextX = b.X + b.W/2
	b.H = m.In * half / c.most()
	b.Y = barMiddle - b.H
	if out {
		b.H, b.Y = m.Out*half/c.most(), barMiddle
	}
	return b
}

func n(v int64) string { return strconv.FormatInt(v, 10) }

// anchor keeps a label inside the drawing.
func anchor(x int64) string {
	switch {
	case x < chartWidth/6:
		return "start"
	case x > chartWidth*5/6:
		return "end"
	}
	return "middle"
}
