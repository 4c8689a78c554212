package main

import (
	"io"

	"github.com/spf13/cobra"

	"sysmap/maps"
)

func newSchema(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the map format",
		Long: `schema prints the JSON Schema of map files, with which editors complete keys
and mark mistakes while you type. In Visual Studio Code with the YAML
extension, write the schema to a file and begin the map with:

  # yaml-language-server: $schema=./sysmap.schema.json`,
		Example: `  sysmap schema -o sysmap.schema.json`,
		Args:    cobra.NoArgs,
	}
	output := c.Flags().StringP("output", "o", "", "write to this file instead of the terminal")
	c.RunE = func(*cobra.Command, []string) error {
		schema, err := maps.Schema()
		if err != nil {
			return err
		}
		return s.writeOutput(*output, func(w io.Writer) error {
			_, err := w.Write(schema)
			return err
		})
	}
	return c
}
