"""Our own files: strict decoding, atomic writing, the project file and the format file."""
