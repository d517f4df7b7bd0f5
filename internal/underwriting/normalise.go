package underwriting

import (
	"html"
	"strings"
)

// normalise brings a narration into the form that the patterns are written for: capitals, HTML
// entities undone, digit runs of four and more cut out (references glue themselves to words, as in
// 4622383258GOtv), spaces single. Letters with marks lose them; other non-ASCII becomes a dot.
func normalise(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	out := make([]byte, 0, len(s))
	digits := 0
	for i, r := range s {
		var b byte
		if r < 0x80 {
			b = asciiPlain[s[i]&0x7f]
		} else {
			b = plain(r)
		}
		switch {
		case b == 0:
			continue
		case b >= '0' && b <= '9':
			digits++
			out = append(out, b)
			continue
		case digits >= digitRun:
			out = cutDigits(out, digits)
		}
		digits = 0
		if b == ' ' && (len(out) == 0 || out[len(out)-1] == ' ') {
			continue
		}
		out = append(out, b)
	}
	out = cutDigits(out, digits)
	if n := len(out); n > 0 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	return string(out)
}

// digitRun is the shortest run of digits that is a reference and not part of a word or a date.
const digitRun = 4

func cutDigits(out []byte, run int) []byte {
	if run < digitRun {
		return out
	}
	out = out[:len(out)-run]
	if len(out) > 0 && out[len(out)-1] != ' ' {
		out = append(out, ' ')
	}
	return out
}

// marked holds letters with marks as Nigerian and neighbouring languages write them.
var marked = markedLetters()

func markedLetters() map[rune]byte {
	all := map[rune]byte{}
	for base, letters := range map[byte]string{
		'A': "áàâäãåāǎÁÀÂÄÃÅĀǍ", 'E': "éèêëēěẹẸÉÈÊËĒ", 'I': "íìîïīịỊÍÌÎÏĪ", 'O': "óòôöõōǒọỌÓÒÔÖÕŌ", 'U': "úùûüūụỤÚÙÛÜŪ",
		'S': "ṣṢ", 'N': "ńǹñṅŃǸÑ", 'B': "ɓƁ", 'D': "ɗƊ", 'K': "ƙƘ", 'C': "çÇ",
	} {
		for _, r := range letters {
			all[r] = base
		}
	}
	return all
}

func plain(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z':
		return byte(r - 32)
	case r == '\t' || r == '\n' || r == '\r' || r == '_' || r == 0xa0:
		return ' '
	case r < 0x20 || r == 0x200b || r == 0xfeff || r >= 0x300 && r < 0x370: // control, zero width, combining marks
		return 0
	case r < 0x80:
		return byte(r)
	}
	if b, ok := marked[r]; ok {
		return b
	}
	return '.'
}

// asciiPlain is plain for the characters that nearly all narrations are made of.
var asciiPlain = func() (all [0x80]byte) {
	for r := range all {
		all[r] = plain(rune(r))
	}
	return all
}()
