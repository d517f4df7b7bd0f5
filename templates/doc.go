// Package templates has the pages and the components that they are made of. A component takes a
// struct of words made for it: text, addresses and yes or no, never a loan or an amount. Package
// web does the wording. Components that every page may use are in ui_*.templ, the frame is
// layout.templ, and each page has a file named like its handler.
package templates
