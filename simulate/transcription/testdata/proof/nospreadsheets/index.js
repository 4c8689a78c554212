// SDEverywhere hands this package the file system when it is loaded, and calls it
// for models with data in spreadsheets only.
export default { set_fs() {} }
