// Lets Word or WPS, as installed on this PC, save a file in another format.
//   cscript //E:JScript convert.js PROGRAM SOURCE TARGET FORMAT
// FORMAT: 17 PDF, 12 .docx (numbers of Word's WdSaveFormat, which WPS shares).
// Nothing is shown, asked or remembered; macros do not run. The exit code is 1 where anything fails.
var PROGRAM = WScript.Arguments(0), SOURCE = WScript.Arguments(1);
var TARGET = WScript.Arguments(2), FORMAT = Number(WScript.Arguments(3));
var NO_ALERTS = 0, NO_MACROS = 3, NO_CHANGES = 0;
var program = null, failed = 1;
try {
  program = new ActiveXObject(PROGRAM);
  program.Visible = false;
  program.DisplayAlerts = NO_ALERTS;
  try { program.AutomationSecurity = NO_MACROS; } catch (old) { /* WPS has no such switch */ }
  var file = program.Documents.Open(SOURCE, false, true, false);
  try { file.SaveAs2(TARGET, FORMAT); } catch (old) { file.SaveAs(TARGET, FORMAT); }
  file.Close(NO_CHANGES);
  failed = 0;
} catch (error) {
}
try { if (program !== null) program.Quit(NO_CHANGES); } catch (gone) { failed = failed; }
WScript.Quit(failed);
