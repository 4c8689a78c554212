package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"sysmap/render/layout/graphviz"
)

// version is the release; results carry it.
const version = "0.1.0"

func newVersion(s *session) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(s.out, "sysmap %s%s (%s, Graphviz %s)\n", version, revision(), runtime.Version(), graphviz.Version)
			return err
		},
	}
}

// revision returns the commit the program was built from, where Go knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
			return "-" + setting.Value[:12]
		}
	}
	return ""
}
