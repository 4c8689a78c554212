// Command sysmap models, analyses and draws systems maps. It reads flags and
// files and prints; what it prints is worked out in the packages below.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/maps/exchange"
	"sysmap/maps/exchange/format"
	"sysmap/maps/library"
	"sysmap/render/layout"
)

// Exit codes: what a script can tell apart.
const (
	exitDone  = 0
	exitNo    = 1 // the map or the answer is not what was asked
	exitUsage = 2
)

func main() {
	layout.ServeIfWorker()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errSaid):
		return exitNo
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "sysmap: stopped")
		return exitNo
	}
	var usage usageError
	if errors.As(err, &usage) {
		fmt.Fprintf(s.err, "sysmap: %v\n\nUsage: %s\nSee: %s --help\n", err, command.UseLine(), command.CommandPath())
		return exitUsage
	}
	printError(s.err, err)
	return exitNo
}

// errSaid ends a command whose output has said already what is wrong.
var errSaid = errors.New("said already")

// usageError is a mistake in the command line.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// printError writes an error to people: the problems of a file as they are,
// each on a line that editors can jump to, anything else after our name.
func printError(w io.Writer, err error) {
	var problems maps.Problems
	if errors.As(err, &problems) {
		fmt.Fprintln(w, strings.TrimRight(problems.Error(), "\n"))
		return
	}
	fmt.Fprintf(w, "sysmap: %v\n", err)
}

// session is what every command shares.
type session struct {
	streams
	loader maps.Loader
}

func newRoot(s streams) *cobra.Command {
	session := &session{streams: s, loader: maps.Loader{
		Library: library.Source, LibraryNames: library.Names(), Stdin: s.in,
	}}
	session.loader.Translate = exchange.Translator(format.Limits{}, session.said)
	root := &cobra.Command{
		Use:   "sysmap",
		Short: "Systems maps: check, analyse and draw causal loop diagrams",
		Long: `sysmap works with systems maps: variables, and signed links that say what
leads to more or less of what. A map is one text file that people can read.

MAP is a file, "-" for standard input, or the name of a map that comes with
sysmap (see "sysmap library").`,
		Example: `  sysmap render foresight -o foresight.svg
  sysmap new my-map.yaml
  sysmap check my-map.yaml`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				return usagef("there is no command %q; did you mean %q?", args[0], near[0])
			}
			return usagef("there is no command %q", args[0])
		},
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.AddCommand(
		newNew(session), newCheck(session), newShow(session), newLibrary(session), newSchema(session),
		newLoops(session), newPaths(session), newLeverage(session), newArchetypes(session), newSimulate(session), newMerge(session), newSearch(session), newDominance(session), newAgree(session), newPredict(session), newAlliance(session), newVoices(session),
		newConvert(session), newArrange(session), newRender(session), newView(session), newReport(session), newDeck(session), newVersion(session),
	)
	for _, c := range root.Commands() {
		c.Args = usageArgs(c.Args)
	}
	return root
}

// usageArgs marks the complaints of an argument check as mistakes in usage.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	if check == nil {
		return nil
	}
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}
